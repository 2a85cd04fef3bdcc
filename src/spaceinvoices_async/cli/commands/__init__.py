"""TODO: one paragraph on this area."""
