-- The files of a lock, by the system's own calls: Lua's own cannot make a file only where there is none, flush it to the
-- disk, list a folder, or on Windows name a file in any language. Both systems offer the same functions. Where the
-- system says no they answer nil and its words.
--
--   read(path)           the text; nil alone where nothing is there
--   create(path, text)   true; false where something is there already
--   link(from, to)       true; false where something is there already; nil and 'unsupported' where there are no links
--   change(path, edit)   writes in place what `edit` makes of the text: true; false where `edit` gives nil; nil alone
--                        where nothing is there
--   move(from, to)       true; replaces what is there
--   remove(path), makeFolder(path), removeFolder(path)   true, also where that is so already
--   list(folder)         the names in it
--   now()                seconds since some moment, which nobody sets
--   process(), machine() the number of this process, the name of this machine
local ffi = require('ffi')
return require(ffi.os == 'Windows' and 'compline.files_windows' or 'compline.files_posix')
