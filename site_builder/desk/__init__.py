"""The desk: an editor's page of the preview, on which a notice is judged, mended and continued without opening a file."""
