"""Units made on other machines, by the workers of an existing Dask cluster."""
