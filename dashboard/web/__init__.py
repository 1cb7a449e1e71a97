"""The web process: Dash components, callbacks, downloads and Flask. Nothing else uses Dash."""
