"""Small faults made on purpose in the safety core, to see whether the tests notice each of them."""
