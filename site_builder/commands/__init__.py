"""What each command does beside building a site, and what it prints."""
