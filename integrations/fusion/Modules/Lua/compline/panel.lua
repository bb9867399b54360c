-- What a window about the lock of a comp shows and does. It knows nothing of Fusion's windows.

--- Between two renewals; seconds.
local BEAT = 30

local panel = {}

local Panel = {}
Panel.__index = Panel

--- `options`: `currentFile`, which gives the absolute path of the comp, or nil where it was never saved; `lockOf`, which
--- makes the lock of a file; `now`, which gives seconds since some moment.
function panel.new(options)
  return setmetatable({ options = options, askings = {} }, Panel)
end

local function nameOf(person)
  local name = type(person.displayName) == 'string' and person.displayName or person.user
  return type(person.machine) == 'string' and name .. ' on ' .. person.machine or name
end

--- `2026-11-27T10:05:00.000Z` as people read it.
local function shown(time)
  local day, clock = tostring(time):match('^(%d+-%d+-%d+)T(%d+:%d+)')
  return day and day .. ' ' .. clock .. ' UTC' or tostring(time)
end

local function holder(lock)
  local owner = lock.owner
  if owner ~= nil then
    return nameOf(owner) .. ' has locked this comp in ' .. owner.application .. ', since ' .. shown(owner.acquired) .. '.'
  end
  if lock.problem == 'newer' then return 'This comp is locked by a newer version of Compline than this script knows.' end
  return 'There is a lock that cannot be read.'
end

local SAID = {
  free = function() return 'Nobody has locked this comp.' end,
  mine = function(lock) return 'You have locked this comp, since ' .. shown(lock.owner.acquired) .. '.' end,
  held = holder,
  stale = function(lock) return holder(lock) .. ' The lock was not renewed for two minutes: you can take it over.' end,
  lost = function(lock)
    local now = lock.owner and ' Now ' .. nameOf(lock.owner) .. ' has it.' or ''
    return 'Your lock was taken away.' .. now .. ' Save your work as a new version, not over theirs.'
  end,
  unreachable = function(lock) return 'The folder does not answer: ' .. tostring(lock.problem) end,
}

--- What there is to show: `file`, `text`, `asked`, and which buttons can be pressed.
function Panel:view()
  local lock = self.lock
  if lock == nil then return { file = '', text = 'Save the comp first: a lock is for a file.', asked = '' } end
  local asked = {}
  for _, asking in ipairs(self.askings) do
    local words = type(asking.message) == 'string' and asking.message ~= '' and ': ' .. asking.message or '.'
    asked[#asked + 1] = nameOf(asking) .. ' asks you to release it' .. words
  end
  return {
    file = lock.file,
    text = SAID[lock.state](lock),
    asked = table.concat(asked, '\n'),
    canLock = lock.state == 'free' or (lock.state == 'lost' and lock.owner == nil and lock.problem == nil),
    canRelease = lock.session ~= nil,
    canTakeOver = lock.state == 'stale',
  }
end

--- Follows the comp, which may have been saved under another name: whoever had it locked has it locked there too.
function Panel:follow()
  local file = self.options.currentFile()
  if self.lock ~= nil and self.lock.file == file then return end
  local held = self.lock ~= nil and self.lock.session ~= nil
  self:close()
  self.lock, self.askings = nil, {}
  if file == nil then return end
  self.lock = self.options.lockOf(file)
  if held then self.lock:take() else self.lock:look() end
  self.beatAt = self.options.now()
end

--- To be called every few seconds. Returns the view.
function Panel:tick()
  self:follow()
  local lock, now = self.lock, self.options.now()
  if lock == nil then return self:view() end
  if lock.session ~= nil and (now - self.beatAt >= BEAT or lock.state == 'unreachable') then
    lock:renew()
    self.beatAt = now
    for _, asking in ipairs(lock:asked()) do table.insert(self.askings, asking) end
  else
    lock:look()
  end
  if lock.session == nil then self.askings = {} end
  return self:view()
end

--- A button was pressed: 'take', 'release' or 'takeOver'. Returns the view.
function Panel:press(button)
  self:follow()
  if self.lock ~= nil then
    self.lock[button](self.lock)
    self.beatAt = self.options.now()
    self.askings = {}
  end
  return self:view()
end

--- The window is closed: the lock is let go.
function Panel:close()
  if self.lock ~= nil and self.lock.session ~= nil then self.lock:release() end
end

return panel
