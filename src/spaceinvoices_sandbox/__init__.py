"""An embedded server that answers like the Space Invoices v1 API, for development and tests."""
