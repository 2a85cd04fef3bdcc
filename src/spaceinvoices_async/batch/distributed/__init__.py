"""A batch on many machines: chunks of rows, sent by other processes while the driver keeps the journal.

`chunk` is the portable core, for any engine; `dask_backend` is the one for Dask. It may import the
engine of the batch and what is below it; only `dask_backend` and `dask_task` know Dask. Begin
reading at `chunk`.
"""
