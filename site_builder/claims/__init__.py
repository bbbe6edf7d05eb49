"""What words say: whether they carry a status, a date, a figure or a name. One reading for import, rules and the desk.

words.py     the table: which words are operators, which say that something was done
clauses.py   a sentence → its clauses with their operators
status.py    reading(quote, sentence, item): the status that a quotation carries
dates.py     the dates in words, at their precision
figures.py   the values in words, in whatever numerals and units
parties.py   who is named, and whether one body is another
"""
