-- The files of a lock on Windows; `files.lua` says what the functions do.
local ffi = require('ffi')

local declarations = [[
  typedef struct {
    uint32_t attributes;
    uint32_t times[6];
    uint32_t sizes[2];
    uint32_t reserved[2];
    uint16_t name[260];
    uint16_t shortName[14];
  } compline_found;
  void *compline_CreateFileW(const uint16_t *path, uint32_t access, uint32_t share, void *security, uint32_t how,
    uint32_t flags, void *template) __asm__("CreateFileW");
  int compline_ReadFile(void *file, void *buffer, uint32_t length, uint32_t *count, void *over) __asm__("ReadFile");
  int compline_WriteFile(void *file, const void *buffer, uint32_t length, uint32_t *count, void *over)
    __asm__("WriteFile");
  uint32_t compline_SetFilePointer(void *file, int32_t low, int32_t *high, uint32_t from) __asm__("SetFilePointer");
  int compline_FlushFileBuffers(void *file) __asm__("FlushFileBuffers");
  int compline_CloseHandle(void *file) __asm__("CloseHandle");
  int compline_CreateHardLinkW(const uint16_t *to, const uint16_t *from, void *security) __asm__("CreateHardLinkW");
  int compline_MoveFileExW(const uint16_t *from, const uint16_t *to, uint32_t flags) __asm__("MoveFileExW");
  int compline_DeleteFileW(const uint16_t *path) __asm__("DeleteFileW");
  int compline_CreateDirectoryW(const uint16_t *path, void *security) __asm__("CreateDirectoryW");
  int compline_RemoveDirectoryW(const uint16_t *path) __asm__("RemoveDirectoryW");
  void *compline_FindFirstFileW(const uint16_t *pattern, compline_found *found) __asm__("FindFirstFileW");
  int compline_FindNextFileW(void *search, compline_found *found) __asm__("FindNextFileW");
  int compline_FindClose(void *search) __asm__("FindClose");
  uint32_t compline_GetLastError(void) __asm__("GetLastError");
  uint64_t compline_GetTickCount64(void) __asm__("GetTickCount64");
  uint32_t compline_GetCurrentProcessId(void) __asm__("GetCurrentProcessId");
  int compline_MultiByteToWideChar(uint32_t page, uint32_t flags, const char *text, int length, uint16_t *wide,
    int wideLength) __asm__("MultiByteToWideChar");
  int compline_WideCharToMultiByte(uint32_t page, uint32_t flags, const uint16_t *wide, int wideLength, char *text,
    int length, const char *unknown, int *used) __asm__("WideCharToMultiByte");
]]
if not pcall(ffi.typeof, 'compline_found') then ffi.cdef(declarations) end
local C = ffi.load('kernel32')

local READ, CHANGE = 0x80000000, 0xC0000000
local CREATE_NEW, OPEN_EXISTING = 1, 3
-- Whoever reads or writes keeps nobody from replacing, renaming or removing.
local SHARED = 7
local NORMAL = 0x80
local REPLACE, THROUGH = 1, 8
local UTF8 = 65001
local INVALID = ffi.cast('void *', -1)

local MISSING = { [2] = true, [3] = true }
local EXISTS = { [80] = true, [183] = true }
local NO_LINKS = { [1] = true, [17] = true, [50] = true, [1142] = true }
-- Somebody reads the file just now, or it is being removed.
local BUSY = { [5] = true, [32] = true, [33] = true }

--- No lock is longer; bytes.
local MOST = 65536
--- So often something is tried that is busy.
local TRIES = 200

local files = {}

local function wide(text)
  local length = C.compline_MultiByteToWideChar(UTF8, 0, text, -1, nil, 0)
  local result = ffi.new('uint16_t[?]', length)
  C.compline_MultiByteToWideChar(UTF8, 0, text, -1, result, length)
  return result
end

local function narrow(name)
  local length = C.compline_WideCharToMultiByte(UTF8, 0, name, -1, nil, 0, nil, nil)
  local result = ffi.new('char[?]', length)
  C.compline_WideCharToMultiByte(UTF8, 0, name, -1, result, length, nil, nil)
  return ffi.string(result)
end

local function failure(path, code)
  code = code or C.compline_GetLastError()
  return nil, ('Windows error %d: %s'):format(code, path), code
end

--- What `call` gives, or nil and the number of the error; tries again where the file is busy.
local function patiently(call)
  local code
  for _ = 1, TRIES do
    local result = call()
    if result then return result end
    code = C.compline_GetLastError()
    if not BUSY[code] then break end
  end
  return nil, code
end

local function open(path, access, how)
  return patiently(function()
    local file = C.compline_CreateFileW(wide(path), access, SHARED, nil, how, NORMAL, nil)
    return file ~= INVALID and file
  end)
end

local function with(file, path, work)
  local ok, result, message, code = pcall(work)
  if C.compline_CloseHandle(file) == 0 and ok and result ~= nil then return failure(path) end
  if not ok then error(result, 0) end
  return result, message, code
end

local function readAll(file, path)
  local buffer, count, parts, length = ffi.new('char[4096]'), ffi.new('uint32_t[1]'), {}, 0
  while length <= MOST do
    if C.compline_ReadFile(file, buffer, 4096, count, nil) == 0 then return failure(path) end
    if count[0] == 0 then break end
    parts[#parts + 1] = ffi.string(buffer, count[0])
    length = length + count[0]
  end
  return table.concat(parts)
end

local function writeAll(file, path, text)
  local count = ffi.new('uint32_t[1]')
  C.compline_SetFilePointer(file, 0, nil, 0)
  if C.compline_WriteFile(file, text, #text, count, nil) == 0 or count[0] ~= #text then return failure(path) end
  if C.compline_FlushFileBuffers(file) == 0 then return failure(path) end
  return true
end

function files.read(path)
  local file, code = open(path, READ, OPEN_EXISTING)
  if file == nil then
    if MISSING[code] then return nil end
    return failure(path, code)
  end
  return with(file, path, function() return readAll(file, path) end)
end

function files.create(path, text)
  local file, code = open(path, 0x40000000, CREATE_NEW)
  if file == nil then
    if EXISTS[code] then return false end
    return failure(path, code)
  end
  return with(file, path, function() return writeAll(file, path, text) end)
end

function files.link(from, to)
  if C.compline_CreateHardLinkW(wide(to), wide(from), nil) ~= 0 then return true end
  local code = C.compline_GetLastError()
  if EXISTS[code] then return false end
  if NO_LINKS[code] then return nil, 'unsupported' end
  return failure(to, code)
end

function files.change(path, edit)
  local file, code = open(path, CHANGE, OPEN_EXISTING)
  if file == nil then
    if MISSING[code] then return nil end
    return failure(path, code)
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
  local moved, code = patiently(function()
    return C.compline_MoveFileExW(wide(from), wide(to), REPLACE + THROUGH) ~= 0
  end)
  if moved then return true end
  return failure(from, code)
end

local function gone(call, path)
  local done, code = patiently(function() return call(wide(path)) ~= 0 end)
  if done or MISSING[code] then return true end
  return failure(path, code)
end

function files.remove(path)
  return gone(C.compline_DeleteFileW, path)
end

function files.removeFolder(path)
  return gone(C.compline_RemoveDirectoryW, path)
end

function files.makeFolder(path)
  if C.compline_CreateDirectoryW(wide(path), nil) ~= 0 then return true end
  local code = C.compline_GetLastError()
  if EXISTS[code] then return true end
  return failure(path, code)
end

function files.list(folder)
  local found = ffi.new('compline_found')
  local search = C.compline_FindFirstFileW(wide(folder .. '/*'), found)
  if search == INVALID then return failure(folder) end
  local names = {}
  repeat
    names[#names + 1] = narrow(found.name)
  until C.compline_FindNextFileW(search, found) == 0
  C.compline_FindClose(search)
  return names
end

function files.now()
  return tonumber(C.compline_GetTickCount64()) / 1000
end

function files.process()
  return C.compline_GetCurrentProcessId()
end

function files.machine()
  return os.getenv('COMPUTERNAME') or 'unknown'
end

return files
