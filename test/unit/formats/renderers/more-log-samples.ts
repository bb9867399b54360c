import type { LogSample } from './log-samples.ts';

/** More lines that renderers print: what each says of errors, of progress, and of neither. */
export const MORE_LOG_SAMPLES: readonly LogSample[] = [
  {
    preset: 'blender',
    source: 'Blender 2.79 to 2.93, Cycles by tiles',
    lines: [
      [
        'Fra:1 Mem:63.22M (0.00M, Peak 63.22M) | Time:00:00.28 | Remaining:00:33.25 | Mem:8.69M, Peak:8.69M | Scene, View Layer | Rendered 3/32 Tiles',
        'info, started 1, part 0.094 of 1',
      ],
      [
        'Fra:1 Mem:63.22M (0.00M, Peak 63.22M) | Time:00:00.28 | Mem:8.69M, Peak:8.69M | Scene, RenderLayer | Path Tracing Tile 12/135',
        'info, started 1, part 0.089 of 1',
      ],
      [
        'Fra:1 Mem:63.22M (0.00M, Peak 63.22M) | Time:00:00.28 | Mem:8.69M, Peak:8.69M | Scene, View Layer | Rendered 1/6 Tiles, Sample 512/1024',
        'info, started 1, part 0.167 of 1',
      ],
      ['Fra:1 Mem:63.22M (0.00M, Peak 63.22M) | Time:00:00.28 | Compositing | Tile 3-12', 'info, started 1'],
      ['Append frame 7 Time: 00:00.51 (Saving: 00:00.02)', 'info, finished in 0.51'],
    ],
  },
  {
    preset: 'blender',
    source: 'Blender, what its own log and its devices say',
    lines: [
      [
        'WARN (bke.fcurve): source/blender/blenkernel/intern/fcurve_driver.cc dtar_get_prop_val: Driver Evaluation Error: cannot resolve target',
        'warning "source/blender/blenkernel/intern/fcurve_driver.cc dtar_get_prop_val: Driver Evaluation Error: cannot resolve target"',
      ],
      ['ERROR (gpu.debug): : GL_INVALID_OPERATION', 'error ": GL_INVALID_OPERATION"'],
      [
        "00:00.812  bke.image        | WARNING Cannot load image '/tex/a.png'",
        'warning "Cannot load image \'/tex/a.png\'"',
      ],
      ['00:00.812  wm.init          | ERROR Failed to load', 'error "Failed to load"'],
      ['System is out of GPU and shared host memory', 'error "System is out of GPU and shared host memory"'],
      [
        'OptiX error OPTIX_ERROR_INTERNAL_COMPILER_ERROR in optixPipelineCreate',
        'error "OptiX error OPTIX_ERROR_INTERNAL_COMPILER_ERROR in optixPipelineCreate"',
      ],
      ['Failed to create CUDA context (Out of memory)', 'error "Failed to create CUDA context (Out of memory)"'],
      ['Info: Deleted 4 object(s)', 'info'],
      ['Color management: using fallback mode for management', 'info'],
      ['Dependency cycle detected:', 'info'],
    ],
  },
  {
    preset: 'maya-redshift',
    source: 'Redshift in Maya, one GPU out of memory',
    lines: [
      ['[Redshift] \tBlock 1/135 (7,4) rendered by GPU 0 in 2ms', 'info, part 0.007'],
      ['[Redshift] Rendering time: 3.4s (1 GPU(s) used)', 'info'],
      ['[Redshift] ERROR: Failed to allocate memory', 'error "Failed to allocate memory"'],
      ['[Redshift] ABORT: GPU 0 - out of device memory', 'error "GPU 0 - out of device memory"'],
      ['[Redshift] Scene extraction failed.', 'error "Scene extraction failed."'],
      ['[Redshift] Return license for redshift-core RLM (5001)', 'info'],
      ['[Redshift] Total errors: 0', 'info'],
    ],
  },
  {
    preset: 'maya',
    source: 'Python in Maya, as its batch mode writes it',
    lines: [
      [
        '# Error: RuntimeError: No object matches name: error_mat #',
        'error "RuntimeError: No object matches name: error_mat #"',
      ],
      [
        '# Warning: pymel.core : Updating pymel with pre-loaded plugins #',
        'warning "pymel.core : Updating pymel with pre-loaded plugins #"',
      ],
      ['Scene /shots/error_v2.ma completed.', 'info'],
    ],
  },
  {
    preset: 'maya-arnold',
    source: 'Arnold on the fifth day of a frame',
    lines: [
      ['102:00:05  1210MB         |    45% done - 3 rays/pixel', 'info, part 0.45'],
      ['102:09:12  1234MB         | render done in 102:09.123', 'info, finished'],
      ['102:09:12  1234MB         | Arnold shutdown', 'info'],
      [
        '00:00:03  1210MB WARNING |   rendering with watermarks because of failed authorization:',
        'warning "rendering with watermarks because of failed authorization:"',
      ],
    ],
  },
  {
    preset: 'maya-vray',
    source: 'V-Ray 6',
    lines: [
      [
        "[2023/Aug/10|17:33:55] [15 MB] warning: The parameter 'interactive' has been removed and so it has been ignored!",
        'warning "The parameter \'interactive\' has been removed and so it has been ignored!"',
      ],
      ['[2023/Aug/10|17:33:55] [15 MB] Building light cache...: 45.0%', 'info'],
      ['[2023/Aug/10|17:33:55] [15 MB] Total sequence time (h:m:s): 0h 0m 14.4s (14.4 s)', 'info'],
      ['V-Ray: error: Failed to save the image', 'error "Failed to save the image"'],
      ['V-Ray: warning: Light cache is deprecated', 'warning "Light cache is deprecated"'],
    ],
  },
  {
    preset: 'nuke',
    source: 'Nuke 13 in a terminal',
    lines: [
      ['Licence expires on: 2024/3/18', 'info'],
      ['Frame 1001 (1 of 10) took 1.32 seconds', 'info, started 1001'],
      [
        'Write1: Error opening /renders/comp.1001.exr for write',
        'error "Write1: Error opening /renders/comp.1001.exr for write"',
      ],
      ['FOUNDRY LICENSE ERROR REPORT', 'error "FOUNDRY LICENSE ERROR REPORT"'],
      ['OCIO Error: /config.ocio could not be loaded', 'error "/config.ocio could not be loaded"'],
      ["Can't read /scenes/missing.nk", 'error "Can\'t read /scenes/missing.nk"'],
      ['[12:34.56] Warning: Read1: colourspace', 'warning "Read1: colourspace"'],
      ['Total render time: 13.42 seconds', 'info'],
      ['Total errors: 0', 'info'],
    ],
  },
  {
    preset: 'after-effects',
    source: 'https://github.com/inlife/nexrender/issues/223',
    lines: [['aerender ERROR -1701: AEGetParamPt failed at line 780', 'error "AEGetParamPt failed at line 780"']],
  },
  {
    preset: 'after-effects',
    source: 'aerender, projects that show frames and feet',
    lines: [
      ['PROGRESS:  00012 (13): 1 Seconds', 'info, 13 finished in 1'],
      ['PROGRESS:  0000+12 (14): 1 Seconds', 'info, 14 finished in 1'],
      ['PROGRESS:  0:01:10:00 (300): 1 Min, 28 Sec', 'info, 300 finished'],
      ['PROGRESS:  Total Time Elapsed: 1 Min, 28 Sec', 'info'],
      ['PROGRESS:  11/28/2023 10:22:10 AM: Finished composition "Main".', 'info'],
    ],
  },
  {
    preset: 'fusion-render-node',
    source: 'Fusion, a Saver on a full disk',
    lines: [
      ['Saver1: Error writing file /r/a.1001.exr', 'error "Saver1: Error writing file /r/a.1001.exr"'],
      ['Saver2: skipped, 0 errors', 'info'],
    ],
  },
  {
    preset: 'ffmpeg',
    source: 'ffmpeg 7',
    lines: [
      [
        '[vist#0:0/h264 @ 0x5579ffe3f980] [dec:h264 @ 0x5579ffc7dd80] [error] Error submitting packet to decoder: Invalid data found when processing input',
        'error "Error submitting packet to decoder: Invalid data found when processing input"',
      ],
      ['[aist#0:1/ac3 @ 0x5] [dec:ac3 @ 0x6] [warning] corrupt decoded frame', 'warning "corrupt decoded frame"'],
      ['[vost#0:0/png @ 0x1] [enc:png @ 0x2] [error] Error encoding a frame', 'error "Error encoding a frame"'],
      [
        'av_interleaved_write_frame(): No space left on device',
        'error "av_interleaved_write_frame(): No space left on device"',
      ],
      ['At least one output file must be specified', 'error "At least one output file must be specified"'],
      ['[swscaler @ 0x55] [warning] deprecated pixel format used, make sure you did set range correctly', 'info'],
      ['frame=  100 fps= 25 q=-0.0 size=N/A time=00:00:04.00 bitrate=N/A speed=1.01x', 'info, 100 finished'],
      ['drop_frames=0', 'info'],
    ],
  },
];
