"""The ledger: one YAML file per parameter, with its distribution, its grade and its sources."""
