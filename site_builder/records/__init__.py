"""Text of content files → notices, registers and findings. Knows nothing of pages, days or disks."""
