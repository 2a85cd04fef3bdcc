"""The commands written by hand: a module for each, with a command of the same name.

They read options and call the rest of `cli`, which does the work. May import everything of the
command line. Begin with `batch`.
"""
