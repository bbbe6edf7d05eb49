"""Every record that content files may hold, by its name."""

from site_builder.records import ledger_model, model, register_model
from site_builder.records.model import Record

RECORD_TYPES: dict[str, type[Record]] = {
    name: kind
    for module in (model, ledger_model, register_model)
    for name, kind in vars(module).items()
    if isinstance(kind, type) and issubclass(kind, Record)
}
