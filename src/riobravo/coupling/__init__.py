"""Who reads and writes what: the coupling of the system, read from the source of its mechanisms.

Nothing is declared by hand. The source of every mechanism is parsed, with the functions it calls in other
files of the world, and every load and store of the world's state becomes a read or a write; what is only
added to is written and not read. One mechanism acts on another when it writes what the other reads. Lines
of the week that only pass numbers on, such as the account of members at its end, are followed through.
"""
