-- KEYS entry lease fence refusal   ARGV owner generation sealed life_ms ('0': no end)
local e = redis.call('GET', KEYS[1])
local g = generation(e and string.match(e, '^(%d+) '))
if redis.call('GET', KEYS[2]) == ARGV[1] then redis.call('DEL', KEYS[2]) end
if tonumber(ARGV[2]) <= g then return {'fenced', e} end
local value = ARGV[2] .. ' ' .. ARGV[3]
if ARGV[4] == '0' then redis.call('SET', KEYS[1], value) else redis.call('SET', KEYS[1], value, 'PX', ARGV[4]) end
redis.call('DEL', KEYS[4])
if tonumber(ARGV[2]) > generation(redis.call('GET', KEYS[3])) then redis.call('SET', KEYS[3], ARGV[2]) end
return {'stored'}
