-- A generation beyond 2^52 is not ours, and could not be exceeded.
local function generation(text)
  local n = tonumber(text)
  if n and n >= 0 and n <= 4503599627370496 then return n end
  return 0
end
