"""What a quotation states: a status, a date, a figure or a name. One parser shared by import, rules and the desk.

words.py         the lexicon: operators (negation, plan, condition …) and verbs that say that something was done
clauses.py       a sentence → clauses, each with its operators as tokens
verbs.py         the verbs of a quotation and other words for progress
govern.py        what the operators make of a verb: a fact, a negation, a plan, a condition
extent.py        how much of the item a verb is about: all, a part, a counted number
status.py        reading(quote, sentence, item): the status that a quotation states
forms.py         words of forms: 是否完成：是, ☑已完成 □未完成
stated_dates.py  the dates in words, at their precision
figures.py       the values in words, in any numerals and units
parties.py       who is named, and whether two names are the same body
"""
