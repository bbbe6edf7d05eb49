"""Tables of every kind: read into one shape, understood as a ledger, written as a workbook. Pure: bytes in, values out."""
