-- What the script asks of Fusion, as far as it asks. `steps` are called one after the other while its window is open.
local Fake = {}

function Fake.run(script, steps)
  local window, dispatcher, timer, handlers = nil, { On = {} }, { starts = 0, stops = 0 }, {}
  local elements = {}
  local function element(kind)
    return function(_, properties)
      properties.kind = kind
      if properties.ID ~= nil then elements[properties.ID] = properties end
      return properties
    end
  end
  local ui = { VGroup = element('VGroup'), HGroup = element('HGroup'), Label = element('Label'), Button = element('Button') }
  function ui.Timer(_, properties)
    timer.interval = properties.Interval
    function timer.Start() timer.starts = timer.starts + 1 end
    function timer.Stop() timer.stops = timer.stops + 1 end
    return timer
  end
  function dispatcher.AddWindow()
    window = { shows = 0, hides = 0 }
    window.On = setmetatable({}, { __index = function(on, id)
      rawset(on, id, {})
      return on[id]
    end })
    function window.GetItems() return elements end
    function window.Show() window.shows = window.shows + 1 end
    function window.Hide() window.hides = window.hides + 1 end
    return window
  end
  function dispatcher.ExitLoop() dispatcher.ended = true end
  handlers.tick = function() dispatcher.On.Timeout() end
  handlers.close = function() window.On.ComplineLock.Close() end
  handlers.click = function(id)
    if not elements[id].Enabled then error(id .. ' cannot be pressed.', 0) end
    window.On[id].Clicked()
  end
  function dispatcher.RunLoop()
    for _, step in ipairs(steps) do
      if dispatcher.ended then error('The window is closed already.', 0) end
      step(handlers, elements)
    end
  end
  bmd = { UIDispatcher = function() return dispatcher end, createuuid = function() return 'u-' .. math.random(2 ^ 30) end }
  fusion = { UIManager = ui }
  comp = {}
  function comp.GetAttrs() return { COMPS_FileName = Fake.file or '' } end
  function comp.MapPath(_, name) return (name:gsub('^Shots:', Fake.shots or '')) end
  local ran, fault = pcall(dofile, script)
  return { ran = ran, fault = fault, timer = timer, window = window }
end

return Fake
