-- The files of a lock on Linux and macOS; `files.lua` says what the functions do.
local ffi = require('ffi')
local isMac = ffi.os == 'OSX'

-- Under names of our own: other scripts in the same Lua may have declared the system's.
local inode64 = isMac and ffi.arch == 'x64' and '$INODE64' or ''
local declarations = ([[
  typedef struct { long seconds; long nanoseconds; } compline_time;
  typedef struct { %s char name[1024]; } compline_entry;
  int compline_open(const char *path, int flags, ...) __asm__("open");
  int compline_close(int file) __asm__("close");
  long compline_read(int file, void *buffer, size_t length) __asm__("read");
  long compline_pwrite(int file, const void *buffer, size_t length, int64_t offset) __asm__("pwrite");
  int compline_fsync(int file) __asm__("fsync");
  int compline_link(const char *from, const char *to) __asm__("link");
  int compline_rename(const char *from, const char *to) __asm__("rename");
  int compline_unlink(const char *path) __asm__("unlink");
  int compline_mkdir(const char *path, unsigned int mode) __asm__("mkdir");
  int compline_rmdir(const char *path) __asm__("rmdir");
  void *compline_opendir(const char *path) __asm__("opendir%s");
  compline_entry *compline_readdir(void *folder) __asm__("readdir%s");
  int compline_closedir(void *folder) __asm__("closedir");
  int compline_clock(int clock, compline_time *time) __asm__("clock_gettime");
  int compline_getpid(void) __asm__("getpid");
  int compline_gethostname(char *name, size_t length) __asm__("gethostname");
  char *compline_strerror(int code) __asm__("strerror");
]]):format(
  isMac and 'uint64_t inode; uint64_t offset; uint16_t length; uint16_t nameLength; uint8_t type;'
    or 'uint64_t inode; int64_t offset; uint16_t length; uint8_t type;',
  inode64,
  inode64
)
if not pcall(ffi.typeof, 'compline_time') then ffi.cdef(declarations) end
local C = ffi.C

local READ, CHANGE = 0, 2
local CREATE = isMac and 0x1 + 0x200 + 0x800 or 0x1 + 0x40 + 0x80
-- A pipe in the place of a lock keeps nobody waiting, and a link is not followed.
local CAREFUL = isMac and 0x4 + 0x100 or 0x800 + 0x20000
local MODE = ffi.cast('int', 0x1B6)

local ENOENT, EINTR, EEXIST, ENOTDIR = 2, 4, 17, 20
-- EPERM, EXDEV, EISDIR, EMLINK; then ENOTSUP, EOPNOTSUPP and ENOSYS, which differ.
local NO_LINKS = { [1] = true, [18] = true, [21] = true, [31] = true }
for _, code in ipairs(isMac and { 45, 102, 78 } or { 95, 38 }) do NO_LINKS[code] = true end

--- No lock is longer; bytes.
local MOST = 65536

local files = {}

local function isMissing(code)
  return code == ENOENT or code == ENOTDIR
end

--- The system's words, and their number.
local function failure(path, code)
  code = code or ffi.errno()
  return nil, ffi.string(C.compline_strerror(code)) .. ': ' .. path, code
end

local function open(path, flags)
  while true do
    local file = C.compline_open(path, flags, MODE)
    if file >= 0 then return file end
    if ffi.errno() ~= EINTR then return failure(path) end
  end
end

--- Does `work` with an open file and closes it, whatever becomes of the work.
local function with(file, path, work)
  local ok, result, message, code = pcall(work)
  if C.compline_close(file) ~= 0 and ok and result ~= nil then return failure(path) end
  if not ok then error(result, 0) end
  return result, message, code
end

local function readAll(file, path)
  local buffer, parts, length = ffi.new('char[?]', 4096), {}, 0
  while length <= MOST do
    local count = tonumber(C.compline_read(file, buffer, 4096))
    if count == 0 then break end
    if count > 0 then
      parts[#parts + 1] = ffi.string(buffer, count)
      length = length + count
    elseif ffi.errno() ~= EINTR then
      return failure(path)
    end
  end
  return table.concat(parts)
end

local function writeAll(file, path, text)
  local done = 0
  while done < #text do
    local rest = text:sub(done + 1)
    local count = tonumber(C.compline_pwrite(file, rest, #rest, done))
    if count >= 0 then done = done + count
    elseif ffi.errno() ~= EINTR then return failure(path) end
  end
  if C.compline_fsync(file) ~= 0 then return failure(path) end
  return true
end

function files.read(path)
  local file, message, code = open(path, READ + CAREFUL)
  if file == nil then
    if isMissing(code) then return nil end
    return nil, message
  end
  return with(file, path, function() return readAll(file, path) end)
end

function files.create(path, text)
  local file, message, code = open(path, CREATE)
  if file == nil then
    if code == EEXIST then return false end
    return nil, message
  end
  return with(file, path, function() return writeAll(file, path, text) end)
end

function files.link(from, to)
  if C.compline_link(from, to) == 0 then return true end
  local code = ffi.errno()
  if code == EEXIST then return false end
  if NO_LINKS[code] then return nil, 'unsupported' end
  return failure(to, code)
end

function files.change(path, edit)
  local file, message, code = open(path, CHANGE + CAREFUL)
  if file == nil then
    if isMissing(code) then return nil end
    return nil, message
  end
  return with(file, path, function()
    local text, fault = readAll(file, path)
    if text == nil then return nil, fault end
    local changed = edit(text)
    if changed == nil then return false end
    return writeAll(file, path, changed)
  end)
end

function files.move(from, to)
  if C.compline_rename(from, to) == 0 then return true end
  return failure(from)
end

local function gone(result, path)
  if result == 0 or isMissing(ffi.errno()) then return true end
  return failure(path)
end

function files.remove(path)
  return gone(C.compline_unlink(path), path)
end

function files.removeFolder(path)
  return gone(C.compline_rmdir(path), path)
end

function files.makeFolder(path)
  if C.compline_mkdir(path, 0x1FF) == 0 or ffi.errno() == EEXIST then return true end
  return failure(path)
end

function files.list(folder)
  local opened = C.compline_opendir(folder)
  if opened == nil then return failure(folder) end
  local names = {}
  while true do
    local entry = C.compline_readdir(opened)
    if entry == nil then break end
    names[#names + 1] = ffi.string(entry.name)
  end
  C.compline_closedir(opened)
  return names
end

function files.now()
  local time = ffi.new('compline_time')
  C.compline_clock(isMac and 6 or 1, time)
  return tonumber(time.seconds) + tonumber(time.nanoseconds) / 1e9
end

function files.process()
  return C.compline_getpid()
end

function files.machine()
  local name = ffi.new('char[256]')
  C.compline_gethostname(name, 255)
  return ffi.string(name)
end

return files
