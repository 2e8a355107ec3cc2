"""The person register: a pseudonym, the identity sealed beside it, and known relations."""
