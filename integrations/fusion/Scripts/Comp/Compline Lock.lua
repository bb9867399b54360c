-- Compline Lock: locks the comp for everybody who works with Compline, as long as this window is open. It shows who has
-- the comp locked, takes the lock, renews it every 30 seconds, tells who asks for it, and lets it go.
-- docs/locks.md of Compline says how it is installed and what it does.
local found, lock = pcall(require, 'compline.lock')
if not found then
  print('Compline Lock: copy the folder Modules/Lua/compline beside Scripts, into a folder of Fusion. ' .. tostring(lock))
  return
end
local files = require('compline.files')
local panel = require('compline.panel')

--- Between two looks at the lock; milliseconds.
local INTERVAL = 5000

local fusion = fusion or fu
local ui = fusion.UIManager
local dispatcher = bmd.UIDispatcher(ui)

local function environment(...)
  for _, name in ipairs({ ... }) do
    local value = os.getenv(name)
    if value ~= nil and value ~= '' then return value end
  end
  return 'unknown'
end

local who = {
  user = environment('USER', 'USERNAME', 'LOGNAME'),
  machine = files.machine(),
  process = files.process(),
  application = 'Fusion',
}

local count = 0
--- A name that no other taking of a lock has: by the machine, the process, the time, and chance where Fusion offers it.
local function newSession()
  count = count + 1
  local given, uuid = pcall(bmd.createuuid)
  local chance = given and type(uuid) == 'string' and uuid or tostring({}) .. math.random(2 ^ 30)
  local name = ('fusion-%s-%d-%d-%.0f-%d-%s'):format(who.machine, who.process, os.time(), files.now() * 1e6, count, chance)
  return (name:gsub('[^%w-]', ''))
end

local function currentFile()
  local known, attributes = pcall(comp.GetAttrs, comp)
  local file = known and attributes and attributes.COMPS_FileName
  if type(file) ~= 'string' or file == '' then return nil end
  return comp:MapPath(file)
end

local window = dispatcher:AddWindow({
  ID = 'ComplineLock',
  WindowTitle = 'Compline Lock',
  Geometry = { 200, 200, 460, 180 },
  ui:VGroup({
    ui:Label({ ID = 'File', Weight = 0, WordWrap = true }),
    ui:Label({ ID = 'State', Weight = 1, WordWrap = true }),
    ui:Label({ ID = 'Asked', Weight = 0, WordWrap = true }),
    ui:HGroup({
      Weight = 0,
      ui:Button({ ID = 'Lock', Text = 'Lock' }),
      ui:Button({ ID = 'Release', Text = 'Release' }),
      ui:Button({ ID = 'TakeOver', Text = 'Take Over' }),
    }),
  }),
})
local items = window:GetItems()

local function show(view)
  items.File.Text = view.file
  items.State.Text = view.text
  items.Asked.Text = view.asked
  items.Lock.Enabled = view.canLock == true
  items.Release.Enabled = view.canRelease == true
  items.TakeOver.Enabled = view.canTakeOver == true
end

local shown = panel.new({
  currentFile = currentFile,
  now = files.now,
  lockOf = function(file)
    return lock.new({
      file = file,
      files = files,
      who = who,
      newSession = newSession,
      time = function() return os.date('!%Y-%m-%dT%H:%M:%SZ') end,
    })
  end,
})

function window.On.Lock.Clicked() show(shown:press('take')) end
function window.On.Release.Clicked() show(shown:press('release')) end
function window.On.TakeOver.Clicked() show(shown:press('takeOver')) end
function window.On.ComplineLock.Close() dispatcher:ExitLoop() end

local timer = ui:Timer({ ID = 'ComplineLockTimer', Interval = INTERVAL, SingleShot = false })
-- The timer belongs to the dispatcher; its events do not come by way of the window.
function dispatcher.On.Timeout() show(shown:tick()) end

show(shown:tick())
window:Show()
timer:Start()
local ended, fault = pcall(dispatcher.RunLoop, dispatcher)
timer:Stop()
shown:close()
window:Hide()
if not ended then error(fault, 0) end
