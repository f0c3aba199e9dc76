"""Rules on the form of the document: title, addressee, signature, date."""
