"""`python -m spaceinvoices_async.cli`."""

import sys

from spaceinvoices_async.cli import main

sys.exit(main())
