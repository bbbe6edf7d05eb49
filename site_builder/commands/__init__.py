"""What commands print, and what they do beside building."""
