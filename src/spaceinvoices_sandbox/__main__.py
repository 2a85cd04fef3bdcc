"""`python -m spaceinvoices_sandbox`."""

import sys

from spaceinvoices_sandbox.cli import main

sys.exit(main())
