"""Cards → pages and files of the whole site, in groups that are made together."""
