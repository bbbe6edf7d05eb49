"""Files' text → Notice, registers, findings. Knows nothing of pages, days or disks."""
