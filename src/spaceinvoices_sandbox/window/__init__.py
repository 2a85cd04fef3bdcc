"""The window: pages for a person who looks into the running sandbox and turns its knobs.

May import what is below `app`: the admin routes, the models, the world. No page names an operation,
and a page about a model names it only where the plain list, made from the table of models, is not
enough. Begin with `window` for what a browser may ask, then `view` for what a page is given.
"""

from spaceinvoices_sandbox.window.window import Window

__all__ = ["Window"]
