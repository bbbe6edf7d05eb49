"""The preview: watches content and templates, rebuilds, and shows the site with its findings in the browser."""
