"""Where results go: pictures, files, the screen."""
