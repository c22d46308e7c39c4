import { PAGE_LUA } from './page.ts';

/**
 * Writes a page that was read and changed elsewhere, unless it is another one meanwhile.
 *
 * `ARGV[2]` is the page key, `ARGV[3]` a {@link PageChange} as JSON.
 *
 * @returns 1, or 0 where the page changed since it was read.
 */
export const CHANGE_LUA = `${PAGE_LUA}
local key = ARGV[2]
local input = cjson.decode(ARGV[3])
local page = base .. 'p:' .. key
local fields = toTable(call('HGETALL', page))
if fields.a or (fields.e or '') ~= input.edits then return 0 end

local function write(name, changes)
  for i = 1, #changes.set, 2 do call('HSET', name, changes.set[i], changes.set[i + 1]) end
  for _, field in ipairs(changes.gone) do call('HDEL', name, field) end
end

local _, before = numbersOf(fields)
local told = input.tells and keysOf(key, fields) or {}
if input.remains then
  write(page, input.page)
  write(base .. 'o:' .. key, input.votes)
  write(base .. 'b:' .. key, input.buckets)
  call('HDEL', page, 'h')
  call('HINCRBY', page, 'e', 1)
  call('ZADD', base .. 'pages', 0, key)
else
  call('DEL', page, base .. 'o:' .. key, base .. 'b:' .. key)
  call('ZREM', base .. 'pages', key)
end
fields = toTable(call('HGETALL', page))
local _, after = numbersOf(fields)
local ids = {}
for id, n in pairs(before) do if after[id] ~= n then ids[id] = true end end
for id, n in pairs(after) do if before[id] ~= n then ids[id] = true end end
rank(key, after, ids)
schedule(key)
if input.tells then
  for _, one in ipairs(keysOf(key, fields)) do told[#told + 1] = one end
  tell(input.publish, told, input.from, input.n)
end
return 1
`;

/** Keeps readers off a page, `ARGV[2]`, for `ARGV[3]` ms: one that is always busy would never be the same for long enough. */
export const HOLD_LUA = `${PAGE_LUA}
local page = base .. 'p:' .. ARGV[2]
if call('HEXISTS', page, 'v') == 0 then return 0 end
local time = call('TIME')
call('HSET', page, 'h', int(time[1] * 1000 + math.floor(time[2] / 1000) + tonumber(ARGV[3])))
return 1
`;

/**
 * Makes a key, `ARGV[2]`, an alias of another, `ARGV[3]`. What the page had goes aside, under `z`, from where it is added
 * to the other page: from now on nobody counts here.
 *
 * @returns 1, or 0 where it is an alias of yet another one.
 */
export const ALIAS_LUA = `${PAGE_LUA}
local key, into = ARGV[2], ARGV[3]
local page = base .. 'p:' .. key
local fields = toTable(call('HGETALL', page))
if fields.a then return fields.a == into and 1 or 0 end
if fields.v then
  local _, total = numbersOf(fields)
  rank(key, {}, total)
  for _, part in ipairs({'p:', 'o:', 'b:'}) do
    if call('EXISTS', base .. part .. key) == 1 then call('RENAME', base .. part .. key, base .. 'z' .. part .. key) end
  end
  for _, index in ipairs({'pages', 'due', 'active'}) do call('ZREM', base .. index, key) end
end
call('HSET', page, 'a', into)
return 1
`;

/** Makes an alias, `ARGV[2]`, none any more, or one of another key, `ARGV[4]`, where it is one of `ARGV[3]`. */
export const UNALIAS_LUA = `${PAGE_LUA}
local page = base .. 'p:' .. ARGV[2]
if call('HGET', page, 'a') ~= ARGV[3] then return 0 end
if ARGV[4] then call('HSET', page, 'a', ARGV[4]) else call('DEL', page) end
return 1
`;

/** Raises where the versions of new pages of a group begin, to `ARGV[2]`. */
export const FLOOR_LUA = `
local name = ARGV[1] .. 'floor'
if tonumber(redis.call('GET', name) or '0') < tonumber(ARGV[2]) then redis.call('SET', name, ARGV[2]) end
return 1
`;

/**
 * Takes a visitor's vote, `ARGV[3]`, off a page, `ARGV[2]`.
 *
 * @returns `{the page that it is an alias of}`, or 1 where they had chosen something, else 0; and the keys to be told.
 */
export const FORGET_LUA = `${PAGE_LUA}
local key, visitor = ARGV[2], ARGV[3]
local page = base .. 'p:' .. key
local fields = toTable(call('HGETALL', page))
if fields.a then return {fields.a, {}} end
local vote = call('HGET', base .. 'o:' .. key, visitor)
if not vote then return {0, {}} end
call('HDEL', base .. 'o:' .. key, visitor)
local chosen = 0
local own, total = numbersOf(fields)
local ids = {}
for name in string.gmatch(string.match(vote, '^%d+(.*)$'), '%S+') do
  local id = 'r:' .. name
  chosen = 1
  ids[id] = true
  own[id] = (own[id] or 0) - 1
  total[id] = (total[id] or 0) - 1
  if own[id] > 0 then call('HSET', page, 'c:' .. id .. ':', int(own[id])) else call('HDEL', page, 'c:' .. id .. ':') end
end
call('HINCRBY', page, 'e', 1)
if chosen == 0 then return {0, {}} end
rank(key, total, ids)
call('HINCRBY', page, 'v', 1)
local keys = keysOf(key, fields)
tell(ARGV[4], keys, ARGV[5], tonumber(ARGV[6]))
return {1, keys}
`;

/**
 * What some pages of a group come to in a window: those whose newest bucket reaches into it, from place `ARGV[3]` on. Given
 * as JSON in `ARGV[2]`: `kind` (`r`), `name` (absent: all), `oldest` (of each size), `since`, `limit`.
 *
 * @returns How many pages were looked at, and page keys and counts by turns.
 */
export const WINDOW_LUA = `${PAGE_LUA}
local input = cjson.decode(ARGV[2])
local pages = call('ZRANGEBYSCORE', base .. 'active', '(' .. int(input.since), '+inf', 'LIMIT', ARGV[3], input.limit)
local found = {}
for _, key in ipairs(pages) do
  local flat = call('HGETALL', base .. 'b:' .. key)
  local sum = 0
  for i = 1, #flat, 2 do
    local size, start, id = sizeAndStart(flat[i])
    local isAsked = string.sub(id, 1, 1) == input.kind and (not input.name or id == input.kind .. ':' .. input.name)
    if isAsked and start >= input.oldest[LEVELS[size]] then sum = sum + tonumber(flat[i + 1]) end
  end
  if sum > 0 then
    found[#found + 1] = key
    found[#found + 1] = int(sum)
  end
end
return {#pages, found}
`;

/** Adds points, `ARGV[2]`, to a count, `KEYS[1]`, that lives for `ARGV[3]` ms from its first ones on. */
export const ADD_LUA = `
local points = tonumber(redis.call('GET', KEYS[1]) or '0')
local isThere = redis.call('EXISTS', KEYS[1]) == 1
local sum = math.max(0, points + tonumber(ARGV[2]))
if not isThere then
  if sum == 0 then return {'0', 0} end
  redis.call('SET', KEYS[1], string.format('%.17g', sum), 'PX', ARGV[3])
else
  redis.call('SET', KEYS[1], string.format('%.17g', sum), 'KEEPTTL')
end
return {string.format('%.17g', sum), redis.call('PTTL', KEYS[1])}
`;
