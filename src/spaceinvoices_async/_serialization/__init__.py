"""Serialization: the run time of the generated code, between Python values and JSON.

`values` encodes and decodes single values (money, times, text), `requests` builds bodies from them,
`models` is the base class of all models, `responses` reads answers, `drift` compares an answer with
its model. Input is checked strictly and output is read tolerantly. The area may import only
`errors`, `operations` and `types`. Begin with `values`.
"""
