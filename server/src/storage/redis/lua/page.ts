/**
 * What all scripts of a page share. Each is given the beginning of its group's keys as `ARGV[1]`.
 *
 * The keys of a group, after that beginning: `p:` a page's numbers (a hash), `o:` its votes (by visitor), `b:` its
 * buckets, `i:<day>:` the interaction ids that it took on a day, each with `:<page key>` at its end; `l:<visitor>` their
 * last views in the group (by page); `pages` the index of pages, `t:<kind>:<name>` the ranking by one number, `due` when
 * a page's oldest bucket is to be poured, `active` when its newest one ends; `floor` where versions of new pages begin.
 *
 * The fields of a page: `v` its version, `e` how often it was changed in any way, `f` the floor when it was made, `t` its
 * title, `h` until when an operator has it to themselves (ms by Redis's clock), `k:<alias>`, `x:<reason>` views left out, `c:<kind>:<name>:<source>` a number; the source of its own is empty.
 * An alias has the one field `a`, which names the page that it was merged into.
 */
export const PAGE_LUA = `
local base = ARGV[1]
local call = redis.call
local SIZES = {300000, 3600000, 86400000}
local WINDOWS = {3600000, 86400000, 604800000}
local LEVELS = {[300000] = 1, [3600000] = 2, [86400000] = 3}

-- Lua would write large numbers as 1.7e+14.
local function int(n) return string.format('%.0f', n) end

local function toTable(flat)
  local all = {}
  for i = 1, #flat, 2 do all[flat[i]] = flat[i + 1] end
  return all
end

-- A page's own numbers, and those with all bases, by kind and name ('r:love').
local function numbersOf(fields)
  local own, total = {}, {}
  for field, value in pairs(fields) do
    local id, source = string.match(field, '^c:(%a:[^:]*):(.*)$')
    if id then
      total[id] = (total[id] or 0) + tonumber(value)
      if source == '' then own[id] = tonumber(value) end
    end
  end
  return own, total
end

local function rankOne(key, id, total)
  if total > 0 then call('ZADD', base .. 't:' .. id, int(-total), key)
  else call('ZREM', base .. 't:' .. id, key) end
end

-- Ranks a page anew by the numbers of which ids has the names, and by the sums of their kinds.
local function rank(key, total, ids)
  local kinds = {}
  for id in pairs(ids) do
    rankOne(key, id, total[id] or 0)
    kinds[string.sub(id, 1, 1)] = true
  end
  kinds.v = nil
  for kind in pairs(kinds) do
    local sum = 0
    for id, n in pairs(total) do if string.sub(id, 1, 1) == kind then sum = sum + n end end
    rankOne(key, kind .. ':', sum)
  end
end

local function keysOf(key, fields)
  local keys = {key}
  for field in pairs(fields) do
    if string.sub(field, 1, 2) == 'k:' then keys[#keys + 1] = string.sub(field, 3) end
  end
  return keys
end

local function sizeAndStart(field)
  local size, start, id = string.match(field, '^(%d+):(%-?%d+):(.+)$')
  return tonumber(size), tonumber(start), id
end

-- Says anew when the page's buckets are to be poured, and until when they matter.
local function schedule(key)
  local due, active
  for _, field in ipairs(call('HKEYS', base .. 'b:' .. key)) do
    local size, start = sizeAndStart(field)
    local age = start + size + WINDOWS[LEVELS[size]]
    if not due or age < due then due = age end
    if not active or start + size > active then active = start + size end
  end
  if due then
    call('ZADD', base .. 'due', int(due), key)
    call('ZADD', base .. 'active', int(active), key)
  else
    call('ZREM', base .. 'due', key)
    call('ZREM', base .. 'active', key)
  end
end

local function addToBucket(key, field, delta)
  if call('HINCRBY', base .. 'b:' .. key, field, int(delta)) == 0 then call('HDEL', base .. 'b:' .. key, field) end
end

-- Pours what aged into larger buckets, and forgets what is older than all windows.
local function pour(key, now)
  local flat = call('HGETALL', base .. 'b:' .. key)
  for i = 1, #flat, 2 do
    local size, start, id = sizeAndStart(flat[i])
    local level = LEVELS[size]
    local to, begin = level, start
    while to <= 3 and begin < now - WINDOWS[to] - SIZES[to] + 1 do
      to = to + 1
      if to <= 3 then begin = begin - begin % SIZES[to] end
    end
    if to ~= level then
      call('HDEL', base .. 'b:' .. key, flat[i])
      if to <= 3 then addToBucket(key, int(SIZES[to]) .. ':' .. int(begin) .. ':' .. id, tonumber(flat[i + 1])) end
    end
  end
  if call('EXISTS', base .. 'p:' .. key) == 1 then call('HINCRBY', base .. 'p:' .. key, 'e', 1) end
  schedule(key)
end

-- Tells all servers which keys have other counts. Who sent it may know already, by the number of the call.
local function tell(publish, keys, from, n)
  if #keys > 0 then call(publish, base .. 'changed', cjson.encode({from = from, n = n, keys = keys})) end
end
`;
