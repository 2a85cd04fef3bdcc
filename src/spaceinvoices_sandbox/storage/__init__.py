"""The state of a sandbox in SQLite: a table for each model it is given.

May import `loopback`, and knows no operation and no model by name. Begin with `store`.
"""
