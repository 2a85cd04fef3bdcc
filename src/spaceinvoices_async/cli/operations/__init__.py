"""Commands made from the table of operations: one for each, without a list of them.

A command is read off its resource method: the signature gives arguments and options, the docstring
their help, the table how it is sent. May import everything of the command line but `commands` and
`app`. Begin with `group.py`, then `command.py`.
"""
