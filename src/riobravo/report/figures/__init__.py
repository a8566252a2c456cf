"""The figures of the report: for each one its charts, its table and its words."""
