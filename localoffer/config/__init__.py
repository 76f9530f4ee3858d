"""Wiring: settings, addresses, the command line and the one template that knows several apps. No behaviour."""
