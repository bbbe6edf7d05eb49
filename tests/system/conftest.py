"""The crippled interpreter's sitecustomize is for processes of its own, not for this one."""

collect_ignore = ["crippled"]
