"""The desk: the preview's page for editors, where a notice is reviewed, mended and continued without opening a file."""
