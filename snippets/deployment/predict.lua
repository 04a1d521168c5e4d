-- What wrk sends when it is not a plain GET: one bill, as JSON.
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.body = '{"X1": 61.1, "X2": 17.3}'
