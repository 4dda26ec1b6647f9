"""The forms by which keepers of the law set what the catalogue holds: powers, lists, formats of papers.

Each form is a :class:`~mingzhi.workbench.doing.Doing`; its act decides who may and how far a level may go.
"""
