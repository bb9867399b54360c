-- The lock of one file, in Compline's format: `docs/locks.md` describes it, `docs/lock-protocol.md` says why it is taken
-- and let go in these steps. It knows nothing of Fusion.
local json = require('compline.json')

local FIELDS = {
  'version', 'user', 'displayName', 'machine', 'process', 'application', 'session', 'acquired', 'renewed', 'fence',
}
local TEXTS = { 'user', 'machine', 'application', 'session', 'acquired', 'renewed' }

--- The length of a lock is a multiple of this, so that it stays the same at every renewal; bytes.
local STEP = 512
--- A lock that was seen unchanged for so long is stale; seconds.
local STALE = 120
--- Between two looks no more time than this is counted: the machine may have slept. Seconds.
local LONGEST_PAUSE = 30
--- A renewal that comes so late may meet somebody who takes the lock over; seconds.
local LATE = 60
--- So many numbers are tried.
local MOST_TRIES = 100
--- The highest fencing number that makes sense.
local HIGHEST = 2 ^ 52

local lock = {}

local Lock = {}
Lock.__index = Lock

local BETWEEN = package.config:sub(1, 1) == '\\' and '/\\' or '/'

--- The file's folder, with what ends it, and its name.
local function split(path)
  local folder, name = path:match('^(.*[' .. BETWEEN .. '])([^' .. BETWEEN .. ']+)$')
  if folder == nil then return '', path end
  return folder, name
end

--- Where the lock of a file is: `.~<name>.lock` beside it.
function lock.pathOf(file)
  local folder, name = split(file)
  return folder .. '.~' .. name .. '.lock'
end

--- JSON is in UTF-8; on Windows a name may come in the language of the system.
local function clean(text)
  local rest = text:gsub('[%z\1-\127]', ''):gsub('[\194-\223][\128-\191]', ''):gsub('[\224-\239][\128-\191][\128-\191]', '')
  rest = rest:gsub('[\240-\244][\128-\191][\128-\191][\128-\191]', '')
  if rest == '' then return text end
  return (text:gsub('[\128-\255]', '?'))
end

local function isWhole(number)
  return type(number) == 'number' and number % 1 == 0 and math.abs(number) < 2 ^ 53
end

--- What stands in a lock: its owner, or nil and 'newer' or 'unreadable'.
local function ownerIn(text)
  local value = json.read(text)
  if type(value) ~= 'table' then return nil, 'unreadable' end
  if isWhole(value.version) and value.version > 1 then return nil, 'newer' end
  if value.version ~= 1 or not isWhole(value.process) then return nil, 'unreadable' end
  for _, key in ipairs(TEXTS) do
    if type(value[key]) ~= 'string' then return nil, 'unreadable' end
  end
  if value.fence ~= nil and not (isWhole(value.fence) and value.fence >= 0) then return nil, 'unreadable' end
  if value.displayName ~= nil and type(value.displayName) ~= 'string' then return nil, 'unreadable' end
  return value
end

--- Filled up with spaces, to at least so many bytes.
local function padded(text, least)
  local length = math.ceil(math.max(#text + 1, least or 0) / STEP) * STEP
  return text .. (' '):rep(length - #text - 1) .. '\n'
end

--- Makes what looks after the lock of one file.
--- `options`: `file`, an absolute path; `files`, as `files.lua` has them; `who`, with `user`, `displayName` or not,
--- `machine`, `process`, `application`; `newSession`, which gives a name that nobody else has; `time`, which gives the
--- time now as the lock says it, in UTC by ISO 8601.
function lock.new(options)
  local self = setmetatable({}, Lock)
  self.file = options.file
  self.path = lock.pathOf(options.file)
  self.folder = split(options.file)
  self.name = select(2, split(self.path))
  self.files = options.files
  self.who = options.who
  self.newSession = options.newSession
  self.time = options.time
  --- 'free', 'mine', 'held', 'stale', 'lost' (it was ours), 'unreachable'; 'held' and 'stale' also where what is there
  --- cannot be understood: then there is no `owner`, and `problem` says why.
  self.state = 'free'
  return self
end

function Lock:text(least)
  local values = { version = 1, session = self.session, acquired = self.acquired, renewed = self.time(), fence = self.fence }
  values.process = self.who.process
  for _, key in ipairs({ 'user', 'displayName', 'machine', 'application' }) do
    if self.who[key] ~= nil then values[key] = clean(self.who[key]) end
  end
  return padded(json.object(FIELDS, values), least)
end

function Lock:set(state, owner, problem)
  self.state, self.owner, self.problem = state, owner, problem
  return state
end

--- Reads what is in the lock's place: its text, its owner and its kind; nil where nothing is; 'unreachable' where the
--- system says no.
function Lock:read()
  local text, problem = self.files.read(self.path)
  if text == nil then return nil, nil, problem end
  local owner, kind = ownerIn(text)
  return text, owner, kind
end

function Lock:isOurs()
  local _, owner = self:read()
  return owner ~= nil and owner.session == self.session
end

--- Counts for how long the same lock was seen, by a clock that nobody sets: what another machine's clock says, and the
--- time of the file, decide nothing.
function Lock:count(text)
  local now = self.files.now()
  if self.seen == nil or self.seen.text ~= text then self.seen = { text = text, seconds = 0, at = now } end
  self.seen.seconds = self.seen.seconds + math.min(now - self.seen.at, LONGEST_PAUSE)
  self.seen.at = now
  return self.seen.seconds
end

--- Looks what there is. Returns the state.
function Lock:look()
  local text, owner, kind = self:read()
  if text == nil and kind ~= nil then return self:set('unreachable', nil, kind) end
  if self.session ~= nil then
    if owner ~= nil and owner.session == self.session then return self:set('mine', owner) end
    self.session = nil
    return self:set('lost', owner, kind)
  end
  if text == nil then
    self.seen = nil
    return self:set(self.state == 'lost' and 'lost' or 'free')
  end
  local isStale = self:count(text) >= STALE and kind ~= 'newer'
  if self.state == 'lost' and not isStale then return self:set('lost', owner, kind) end
  return self:set(isStale and 'stale' or 'held', owner, kind)
end

--- Takes the lock where nobody has it. Returns the state.
function Lock:take()
  if self:look() == 'mine' then return self.state end
  local text, _, problem = self:read()
  if text ~= nil or problem ~= nil then return self:look() end
  self:begin()
  local made, message = self:make()
  return self:finish(made, message, 0)
end

--- Takes a stale lock over. Returns the state.
function Lock:takeOver()
  if self:look() ~= 'stale' then return self.state end
  local seen, owner = self.seen.text, self.owner
  self:begin()
  local guard = self.path .. '.over-' .. self.session
  local made, message = self.files.create(guard, self:text())
  if made then
    -- Read once more while the guard is there: whoever makes sure of the lock removes all guards.
    made, message = false, nil
    if self.files.read(self.path) == seen then made, message = self.files.move(guard, self.path) end
    self.files.remove(guard)
  end
  return self:finish(made, message, owner and owner.fence or 0)
end

function Lock:begin()
  self.session = self.newSession()
  self.acquired, self.fence = self.time(), nil
end

--- Puts a whole lock in its place, if nothing is there: a private file, linked to the name.
function Lock:make()
  local private = self.path .. '.of-' .. self.session
  local text = self:text()
  local written, message = self.files.create(private, text)
  if not written then return written, message end
  local linked
  linked, message = self.files.link(private, self.path)
  self.files.remove(private)
  if linked == nil and message == 'unsupported' then return self.files.create(self.path, text) end
  return linked, message
end

--- Makes sure of a lock that was just put in its place.
function Lock:finish(made, message, leastFence)
  if made and self:settle(leastFence) then
    self.seen, self.renewedAt = nil, self.files.now()
    return self:look()
  end
  local ours = self.session
  self.session = nil
  if made == nil or self.failure ~= nil then
    -- Whatever of it got there is not to stay.
    self:letGo(ours)
    return self:set('unreachable', nil, message or self.failure)
  end
  return self:look()
end

--- Ends what others were about to do to the lock's place, reads the lock again, and gives it its number. Whoever wants
--- to replace or remove a lock first makes a file or folder for that, and reads the lock after: so either that is seen
--- here, or they have seen this lock.
function Lock:settle(leastFence)
  self.failure = nil
  local names = self:endOthers()
  if not self:isOurs() then return false end
  -- A lock without a number is one too: others read it, and only late saves are harder to tell.
  if names == nil then return true end
  if not self:reserve(math.max(leastFence, self:highest(names)) + 1) then return false end
  local wrote, message = self:rewrite()
  if wrote == nil and message ~= nil then self.failure = message end
  if not wrote or not self:isOurs() then return false end
  for number in self:numbers(names) do
    if number < self.fence then self.files.remove(self.path .. '.fence-' .. ('%.0f'):format(number)) end
  end
  return true
end

--- Takes from others what they would replace or remove the lock with. Returns the names in the folder.
function Lock:endOthers()
  local names = self.files.list(self.folder == '' and '.' or self.folder)
  for _, name in ipairs(names or {}) do
    if name:sub(1, #self.name + 6) == self.name .. '.over-' then self.files.remove(self.folder .. name) end
    if name:sub(1, #self.name + 10) == self.name .. '.released-' then self.files.removeFolder(self.folder .. name) end
  end
  return names
end

--- The numbers that were given out, in no order.
function Lock:numbers(names)
  local start, index = self.name .. '.fence-', 0
  return function()
    repeat
      index = index + 1
      local name = names[index]
      if name ~= nil and name:sub(1, #start) == start then
        local number = tonumber(name:sub(#start + 1):match('^[1-9]%d*$'))
        if number ~= nil and number <= HIGHEST then return number end
      end
    until name == nil
    return nil
  end
end

function Lock:highest(names)
  local most = 0
  for number in self:numbers(names) do most = math.max(most, number) end
  return most
end

--- Gives the lock the first number from `least` on that nobody has, by making a file for it.
function Lock:reserve(least)
  for _ = 1, MOST_TRIES do
    self.fence = least
    local made, message = self.files.create(self.path .. '.fence-' .. ('%.0f'):format(least), self:text())
    if made then return true end
    if made == nil then
      self.failure, self.fence = message, nil
      return false
    end
    least = math.max(least, self:highest(self.files.list(self.folder == '' and '.' or self.folder) or {})) + 1
  end
  self.failure, self.fence = 'No fencing number could be reserved.', nil
  return false
end

--- Writes the lock in place, its length staying the same, if it is ours.
function Lock:rewrite()
  return self.files.change(self.path, function(text)
    local owner = ownerIn(text)
    if owner == nil or owner.session ~= self.session then return nil end
    return self:text(#text)
  end)
end

--- Renews the lock. Returns the state: 'mine', 'lost', or 'unreachable', where it is worth while to try again.
function Lock:renew()
  if self.session == nil then return self:look() end
  local wrote, message = self:rewrite()
  if wrote == nil and message ~= nil then return self:set('unreachable', nil, message) end
  local now = self.files.now()
  if wrote and now - self.renewedAt > LATE then self:endOthers() end
  self.renewedAt = now
  return self:look()
end

--- Lets the lock go, if it is ours. Returns the state.
function Lock:release()
  if self.session == nil then return self:look() end
  local ours = self.session
  if self:look() == 'unreachable' then return self.state end
  self.session = nil
  self:letGo(ours)
  self.state = 'free'
  return self:look()
end

--- Removes the lock of a session: it is moved into a folder that whoever takes the lock meanwhile removes, so that the
--- move fails then.
function Lock:letGo(session)
  local function isOf(path)
    local owner = ownerIn(self.files.read(path) or '')
    return owner ~= nil and owner.session == session
  end
  if not isOf(self.path) then return end
  local folder = self.path .. '.released-' .. session
  local aside = folder .. '/lock'
  if not self.files.makeFolder(folder) then return end
  if isOf(self.path) and self.files.move(self.path, aside) then
    -- Somebody else's that came in that very moment goes back. With a number it is of one who has not made sure of it
    -- yet, and tries again.
    local moved, kind = ownerIn(self.files.read(aside) or '')
    if not isOf(aside) and (kind ~= nil or moved.fence == nil) then self.files.link(aside, self.path) end
    self.files.remove(aside)
  end
  self.files.removeFolder(folder)
end

--- Who has asked for the lock since the last time: a list of `{ user, displayName, machine, message, at }`. What was
--- asked is told once.
function Lock:asked()
  local list = {}
  if self.session == nil then return list end
  local path, aside = self.path .. '.asked', self.path .. '.asked.of-' .. self.session
  if self.files.read(path) == nil or not self.files.move(path, aside) then return list end
  for line in (self.files.read(aside) or ''):gmatch('[^\r\n]+') do
    local asking = json.read(line)
    local from = type(asking) == 'table' and asking.from
    if type(from) == 'table' and type(from.user) == 'string' then
      list[#list + 1] = {
        user = from.user, displayName = from.displayName, machine = from.machine, message = asking.message, at = asking.at,
      }
    end
  end
  self.files.remove(aside)
  return list
end

return lock
