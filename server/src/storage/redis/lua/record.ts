import { INTERACTION_ID_MS, NETWORKS_PER_PAGE, REACTIONS_PER_PAGE, VIEW_WINDOW_MS } from 'gaung/contract';
import { PAGE_LUA } from './page.ts';

/** How long ids are kept: what is claimed on a day is asked for 8 days later, by clocks that may differ. */
const ID_MS = INTERACTION_ID_MS + 2 * 86_400_000;

/**
 * Applies to one page what several requests did on it: the rules of `rules/rules.ts`, once more. All is read and worked out
 * before the first write, so that an error leaves nothing half done.
 *
 * `ARGV[2]` is the page key, `ARGV[3]` a {@link PageCall} as JSON.
 *
 * @returns `[1, version, names and totals by turns, keys that have other counts, an outcome for each request]`, where an
 * outcome is the visitor's choice (false where there is no vote) and the places of refused interactions; or, where the key
 * is an alias, `[0, page key, ids that were taken by the alias before it was one]`; or `[2]` where an operator has the page
 * to themselves for a moment, and it is to be tried again.
 */
export const RECORD_LUA = `${PAGE_LUA}
local key = ARGV[2]
local input = cjson.decode(ARGV[3])
local page = base .. 'p:' .. key
local fields = toTable(call('HGETALL', page))

local DAY = 86400000
local days = {}
local function dayKey(day) return base .. 'i:' .. int(day) .. ':' .. key end
local function has(day)
  if days[day] == nil then days[day] = call('EXISTS', dayKey(day)) == 1 end
  return days[day]
end

local claimed, again = {}, {}
-- Whether an interaction was taken before. What is claimed here is written at the end.
local function isKnown(id, now)
  if claimed[id] then return true end
  local today = math.floor(now / DAY)
  for day = today + 1, today - 8, -1 do
    local time = has(day) and call('HGET', dayKey(day), id)
    if time and now - day * DAY - tonumber(time) <= ${INTERACTION_ID_MS} then
      again[id] = {day, time}
      return true
    end
  end
  return false
end

-- A write of its own, so that WAIT waits for what was written before, too.
local function writeAgain()
  if input.waits then
    for id, at in pairs(again) do call('HSET', dayKey(at[1]), id, at[2]) end
  end
end

if fields.a then
  local known = {}
  for _, request in ipairs(input.requests) do
    for _, one in ipairs(request.i) do
      if isKnown(one[1], request.now) then known[#known + 1] = one[1] end
    end
  end
  writeAgain()
  return {0, fields.a, known}
end

if fields.h then
  local time = call('TIME')
  if tonumber(fields.h) > time[1] * 1000 + time[2] / 1000 then return {2} end
end

local own, total = numbersOf(fields)
local names = {v = 0, s = 0, r = 0}
for id, n in pairs(total) do
  local kind = string.sub(id, 1, 1)
  if n > 0 then names[kind] = names[kind] + 1 end
end
local exists = fields.v ~= nil
local isNew, isChanged, touches = not exists, false, 0
local version, made = tonumber(fields.v), fields.f
if not exists then
  made = call('GET', base .. 'floor') or '0'
  version = tonumber(made)
end
local changed, growth, excluded = {}, {}, {}
local votes, setVotes, views, setViews = {}, {}, {}, {}

local function count(kind, name, delta, now)
  local id = kind .. ':' .. name
  local before = total[id] or 0
  own[id] = (own[id] or 0) + delta
  total[id] = before + delta
  if own[id] < 0 then error('A count became negative: ' .. id) end
  if before == 0 and total[id] > 0 then names[kind] = names[kind] + 1 end
  if before > 0 and total[id] == 0 then names[kind] = names[kind] - 1 end
  changed[id] = true
  local bucket = int(now - now % SIZES[1]) .. ':' .. id
  growth[bucket] = (growth[bucket] or 0) + delta
end

local function voteOf(visitor)
  if votes[visitor] == nil then
    local vote = false
    local text = call('HGET', base .. 'o:' .. key, visitor)
    if text then
      local at, rest = string.match(text, '^(%d+) ?(.*)$')
      vote = {at = tonumber(at), text = rest, set = {}}
      for name in string.gmatch(rest, '%S+') do vote.set[name] = true end
    end
    votes[visitor] = vote
  end
  return votes[visitor]
end

local function applyView(one, request)
  if request.w then
    local seen = views[request.v] or call('HGET', base .. 'l:' .. request.v, key)
    if seen then
      local at, received, of = string.match(seen, '^(%-?%d+):(%-?%d+):(.*)$')
      local isRecent = tonumber(received) >= request.now - ${VIEW_WINDOW_MS}
      if of == made and isRecent and math.abs(one[3] - tonumber(at)) < ${VIEW_WINDOW_MS} then return end
    end
    views[request.v] = int(one[3]) .. ':' .. int(request.now) .. ':' .. made
    setViews[request.v] = true
  end
  count('v', '', 1, request.now)
  touches = touches + 1
end

local function applyShare(one, request)
  if (total['s:' .. one[4]] or 0) == 0 and names.s >= ${NETWORKS_PER_PAGE} then return true end
  count('s', one[4], 1, request.now)
  touches = touches + 1
end

local function applyReaction(one, request)
  local vote = voteOf(request.v)
  if vote and one[3] <= vote.at then return end
  local before = vote and vote.set or {}
  local choice, come, gone = {}, {}, {}
  for _, name in ipairs(one[4]) do
    choice[name] = true
    if not before[name] then come[#come + 1] = name end
  end
  for name in pairs(before) do if not choice[name] then gone[#gone + 1] = name end end
  if #come > 0 then
    local added, freed = 0, 0
    for _, name in ipairs(come) do if (total['r:' .. name] or 0) == 0 then added = added + 1 end end
    for _, name in ipairs(gone) do if total['r:' .. name] == 1 then freed = freed + 1 end end
    if added > 0 and names.r - freed + added > ${REACTIONS_PER_PAGE} then return true end
  end
  votes[request.v] = {at = one[3], text = table.concat(one[4], ' '), set = choice}
  setVotes[request.v] = true
  for _, name in ipairs(gone) do count('r', name, -1, request.now) end
  for _, name in ipairs(come) do count('r', name, 1, request.now) end
  if #come + #gone > 0 then touches = touches + 1 end
end

local APPLY = {v = applyView, s = applyShare, r = applyReaction}
local refusals = {}
for n, request in ipairs(input.requests) do
  refusals[n] = {}
  for i, one in ipairs(request.i) do
    if not isKnown(one[1], request.now) then
      exists, isChanged = true, true
      if APPLY[one[2]](one, request) then refusals[n][#refusals[n] + 1] = i
      else claimed[one[1]] = request.now end
    end
  end
  if exists then
    for _, reason in ipairs(request.x) do
      excluded[reason] = (excluded[reason] or 0) + 1
      isChanged = true
    end
  end
end

for id, now in pairs(claimed) do
  local day = math.floor(now / DAY)
  call('HSET', dayKey(day), id, int(now - day * DAY))
  if not has(day) then
    call('PEXPIRE', dayKey(day), ${ID_MS})
    days[day] = true
  end
end
writeAgain()
local told = {}
if isChanged then
  version = version + touches
  if isNew then
    call('ZADD', base .. 'pages', 0, key)
    call('HSET', page, 'f', made)
  end
  call('HSET', page, 'v', int(version))
  call('HINCRBY', page, 'e', 1)
  for id in pairs(changed) do
    if own[id] > 0 then call('HSET', page, 'c:' .. id .. ':', int(own[id])) else call('HDEL', page, 'c:' .. id .. ':') end
  end
  for reason, n in pairs(excluded) do call('HINCRBY', page, 'x:' .. reason, n) end
  for visitor in pairs(setVotes) do
    local vote = votes[visitor]
    call('HSET', base .. 'o:' .. key, visitor, int(vote.at) .. (vote.text == '' and '' or ' ' .. vote.text))
  end
  for visitor in pairs(setViews) do
    call('HSET', base .. 'l:' .. visitor, key, views[visitor])
    call('PEXPIRE', base .. 'l:' .. visitor, ${VIEW_WINDOW_MS})
  end
  for bucket, delta in pairs(growth) do
    if delta ~= 0 then
      local field = int(SIZES[1]) .. ':' .. bucket
      local _, start = sizeAndStart(field)
      addToBucket(key, field, delta)
      call('ZADD', base .. 'due', 'LT', int(start + SIZES[1] + WINDOWS[1]), key)
      call('ZADD', base .. 'active', 'GT', int(start + SIZES[1]), key)
    end
  end
  rank(key, total, changed)
  if touches > 0 then
    told = keysOf(key, fields)
    tell(input.publish, told, input.from, input.n)
  end
end

local now = input.requests[#input.requests].now
local due = call('ZSCORE', base .. 'due', key)
if due and tonumber(due) <= now then pour(key, now) end
for _, other in ipairs(call('ZRANGEBYSCORE', base .. 'due', '-inf', int(now), 'LIMIT', 0, 5)) do pour(other, now) end

local counts = {}
for id, n in pairs(total) do
  if n > 0 then
    counts[#counts + 1] = id
    counts[#counts + 1] = int(n)
  end
end
local outcomes = {}
for n, request in ipairs(input.requests) do
  local vote = request.v and voteOf(request.v)
  outcomes[n] = {vote and vote.text or false, refusals[n]}
end
return {1, int(version), counts, told, outcomes}
`;
