"""Authentication: the tokens of a client and of its child accounts.

`credentials` supplies the token of a call and decides what a 401 means, `token_cache` renews a token
once for all who wait, `introspection` asks whose a token is, `impersonation` holds the tokens of
child accounts, `single_flight` lets one do what many wait for. The area may import the requestor and
what is below it. Begin with `token_cache`.
"""
