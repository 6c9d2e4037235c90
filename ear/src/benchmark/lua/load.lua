-- The benchmark's load: wrk … URL -- PUT path first-fee   PUTs of ever new fees under path
--                       wrk … URL -- POST path            POSTs to one address
-- Body and log-in come from the environment.

local threads = 0

function setup(thread)
  thread:set("place", threads)
  threads = threads + 1
end

function init(args)
  wrk.method = args[1]
  wrk.path = args[2]
  wrk.body = os.getenv("BENCHMARK_BODY")
  wrk.headers["Authorization"] = os.getenv("BENCHMARK_AUTHORIZATION")
  wrk.headers["Content-Type"] = "application/json"
  if args[3] then
    -- Each thread has numbers of its own.
    fee = tonumber(args[3]) + place * 10000000
  end
end

function request()
  if fee == nil then
    return wrk.format()
  end
  fee = fee + 1
  return wrk.format(nil, string.format("%s%.0f", wrk.path, fee))
end

function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format("RESULT requests=%d us=%d p50=%d p99=%d refused=%d broken=%d\n",
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
    errors.status, errors.connect + errors.read + errors.write + errors.timeout))
end
