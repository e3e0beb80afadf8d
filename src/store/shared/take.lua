-- KEYS entry lease fence refusal   ARGV owner predecessor lease_ms known force replace
local e = redis.call('GET', KEYS[1])
local g = generation(e and string.match(e, '^(%d+) '))
local known = generation(ARGV[4])
-- Another machine was quicker.
if ARGV[6] == '0' and g > known then return {'entry', e} end
local r = redis.call('GET', KEYS[4])
if r and ARGV[5] == '0' then return {'refused', r, redis.call('PTTL', KEYS[4])} end
-- The lease of the predecessor is dead: the caller holds the lock of its machine, which the predecessor had.
local l = redis.call('GET', KEYS[2])
if l and l ~= ARGV[1] and l ~= ARGV[2] then return {'wait', redis.call('PTTL', KEYS[2])} end
local t = redis.call('TIME')
local ms = t[1] * 1000 + math.floor(t[2] / 1000)
-- Milliseconds since 1970 are less than 2^52, so doubles are exact.
local f = math.max(generation(redis.call('GET', KEYS[3])), known, g, ms) + 1
redis.call('SET', KEYS[3], string.format('%d', f))
redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[3])
return {'lease', string.format('%d', f)}
