"""The entries themselves, one YAML file per parameter, and the way to read them."""

from riobravo.evidence.loading import Ledger, ledger_hash, load_ledger

__all__ = ["Ledger", "ledger_hash", "load_ledger"]
