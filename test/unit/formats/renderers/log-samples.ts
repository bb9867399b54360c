/** Lines that a renderer prints, each with what it tells. */
export interface LogSample {
  readonly preset: string;
  /** Where the lines, or what says how they look, are published. */
  readonly source: string;
  /** The line, and what it tells: see `told` in the test. */
  readonly lines: readonly (readonly [line: string, told: string])[];
}

export const LOG_SAMPLES: readonly LogSample[] = [
  {
    preset: 'fusion-render-node',
    source: 'https://github.com/CGRU/cgru/blob/master/afanasy/python/parsers/fusion.py',
    lines: [
      ['Render started at Thu 3:24PM  (Range: 0 to 10)', 'info'],
      ['Rendered frame 0 (1 of 11), took 0.24 secs', 'info, finished 0 in 0.24'],
      ['Rendered frame 10 (11 of 11), took 0.092 secs', 'info, finished 10 in 0.092'],
      ['Render completed successfully at Thu 3:24PM - Total Time: 0h 0m 1.66s, Average: 6.03 frames/second', 'info'],
      ['Auto-exiting with errcode 0', 'info'],
      ['Auto-exiting with errcode 1', 'error "Auto-exiting with errcode 1"'],
      ['Closing outstanding documents', 'info'],
    ],
  },
  {
    // The system that Compline follows: what its documents show, and what its patterns took for a finished render.
    preset: 'maya-redshift',
    source: 'https://github.com/katha-begin/LRCTOOLSBOX/blob/main/maya/lrc_toolbox/docs/BATCH_RENDER_FEATURES.md',
    lines: [
      ["Rendering layer 'BG', frame 1001 (1/10)", 'info, started 1001'],
      ["Frame done - total time for layer 'BG', frame 1010 (10/10): 3s", 'info, finished 1010 in 3'],
      ["[Redshift] Frame done - total time for layer 'BG', frame 1001 (1/10): 0h:1m:2s", 'info, finished 1001'],
      ["Rendering layer 'BG' done - total time for 10 frames: 30s", 'info'],
      ["Saved file 'C:/renders/BG/BG.1001.exr'", 'info, output C:/renders/BG/BG.1001.exr'],
      ['Pre-render finished', 'info'],
      ['Shader prerender done', 'info'],
      ['Scene E:/shots/final render done_v2.ma loaded', 'info'],
    ],
  },
  {
    preset: 'maya-redshift',
    source: 'https://github.com/CGRU/cgru/blob/master/afanasy/python/parsers/redshift.py',
    lines: [
      ['INFO : [Redshift] Block 32/48 (7,4) rendered by GPU 0 in 2ms', 'info, part 0.667'],
      ['       [Redshift] Block 126/135 (14,0) rendered by GPU 1 in 12ms', 'info, part 0.933'],
      [
        'Error: [Redshift] License error: (RLM) All licenses in use (-22) //',
        'error "(RLM) All licenses in use (-22) //"',
      ],
      ['Resources: [Redshift]              Total triangles:                        18290255', 'info'],
      ['No devices found. Aborting rendering.', 'error "No devices found. Aborting rendering."'],
    ],
  },
  {
    preset: 'maya-redshift',
    source: 'https://github.com/bsukhadia/beta/blob/main/MayaCmd.py',
    lines: [
      [
        'redshiftSelectCudaDevices.mel line 21: Invalid device id: 4',
        'error "redshiftSelectCudaDevices.mel line 21: Invalid device id: 4" at redshiftSelectCudaDevices.mel:21',
      ],
      ['Frame rendering aborted.', 'error "Frame rendering aborted."'],
      ['Maya: License was not obtained', 'error "Maya: License was not obtained"'],
    ],
  },
  {
    preset: 'maya-arnold',
    source: 'https://docs.arnoldrenderer.com/plugins/viewsource/viewpagesrc.action?pageId=8847366',
    lines: [
      ['00:00:00   773MB         | log started Tue Jul 21 15:26:25 2015', 'info'],
      ['00:00:00   773MB         | [mtoa.session]     Initializing at frame 1.000000', 'info, started 1'],
      ["00:00:00   773MB         | [mtoa] Exporting Arnold options 'defaultArnoldRenderOptions'", 'info'],
      ['12:34:56      32MB         |   45% done - 23 rays/pixel', 'info, part 0.45'],
    ],
  },
  {
    preset: 'maya-arnold',
    source: 'https://github.com/ynput/OpenPype/pull/4416',
    lines: [
      ['00:00:03  1210MB         |  mtoa_shaders.dll: MtoaPointToFloat uses Arnold 7.1.2.2', 'info'],
      ['00:00:03  1210MB WARNING |  texture not found', 'warning "texture not found"'],
      ['00:00:03  1210MB ERROR   |  shader failed', 'error "shader failed"'],
      ["00:00:09  1210MB         | writing file `/renders/beauty.1001.exr'", 'info, output /renders/beauty.1001.exr'],
    ],
  },
  {
    preset: 'maya-arnold',
    source: 'https://github.com/MMmaomao/mmmaomao.github.com/issues/196',
    lines: [
      [
        'Error: line 1: UnicodeDecodeError: file C:\\Python270\\lib\\ntpath.py line 108: ascii',
        'error "line 1: UnicodeDecodeError: file C:\\Python270\\lib\\ntpath.py line 108: ascii" at C:\\Python270\\lib\\ntpath.py:108',
      ],
      ['Scene E:\\test_files\\2014_ball_arnold.ma completed.', 'info'],
    ],
  },
  {
    preset: 'maya-vray',
    source: 'https://github.com/bsukhadia/beta/blob/main/MayaCmd.py',
    lines: [
      ['V-Ray: Building light cache', 'info'],
      ['V-Ray: Prepass 1 of 3', 'info'],
      ['V-Ray: Updating frame at time 12', 'info, started 12'],
      ['V-Ray error: Could not load the plug-in', 'error "Could not load the plug-in"'],
      ['V-Ray: Total frame time (h:m:s): 0h 0m 1.2s (1.2 s)', 'info, finished in 1.2'],
    ],
  },
  {
    preset: 'maya-vray',
    source: 'https://github.com/CGRU/cgru/blob/master/afanasy/python/parsers/vray.py',
    lines: [
      ['Rendering image...: 35.5%', 'info, part 0.355'],
      [
        '[2021/Jul/8|06:41:39] [2117 MB] Successfully written image file "/images/tmp/blue_fur.exr"',
        'info, output /images/tmp/blue_fur.exr',
      ],
      ['[2021/Jul/8|06:41:39] [2117 MB] 0 errors, 0 warnings', 'info'],
    ],
  },
  {
    preset: 'maya',
    source: 'https://help.autodesk.com/view/MAYAUL/2025/ENU/?guid=GUID-EB558BC0-5C2B-439C-9B00-F97BCB9688E4',
    lines: [
      [
        'Warning: file: /scenes/a.ma line 12: Unknown object type: x',
        'warning "file: /scenes/a.ma line 12: Unknown object type: x" at /scenes/a.ma:12',
      ],
      [
        '// Error: file: C:/maya/scripts/others/go.mel line 4: Cannot find procedure "go". //',
        'error "file: C:/maya/scripts/others/go.mel line 4: Cannot find procedure "go". //" at C:/maya/scripts/others/go.mel:4',
      ],
      ['Finished Rendering /images/a.0012.exr.', 'info, output /images/a.0012.exr, finished 12'],
      ['Result: /images/a', 'info'],
    ],
  },
  {
    // The one line that the script of the system which Compline follows prints, and that its own patterns never matched.
    preset: 'mayapy',
    source: 'https://github.com/katha-begin/LRCTOOLSBOX',
    lines: [
      ['[Render] Frame 1004 completed', 'info, finished 1004'],
      ['[Render] completed', 'info'],
    ],
  },
  {
    preset: 'blender',
    source: 'https://github.com/CGRU/cgru/issues/168',
    lines: [
      [
        'Fra:8 Mem:406.76M (0.00M, Peak 1340.40M) | Time:00:10.18 | Mem:322.37M, Peak:322.37M | Scene, RenderLayer | Updating Mesh | Copying Attributes to device',
        'info, started 8',
      ],
      [
        'Fra:8 Mem:406.76M (0.00M, Peak 1340.40M) | Time:00:10.18 | Mem:322.41M, Peak:322.41M | Scene, RenderLayer | Updating Mesh BVH Janela02_GEO.001 2/5 | Building BVH',
        'info, started 8',
      ],
    ],
  },
  {
    preset: 'blender',
    source: 'https://github.com/OpenShot/openshot-qt/issues/2812',
    lines: [
      [
        'Fra:125 Mem:12.37M (0.00M, Peak 14.83M) | Time:00:00.13 | Remaining:00:00.14 | Mem:0.71M, Peak:1.20M | Background Lines, RenderLayer | Path Tracing Tile 1/16, Sample 10/10',
        'info, started 125, part 0.063 of 125',
      ],
    ],
  },
  {
    preset: 'blender',
    source: 'https://docs.blender.org/manual/en/latest/advanced/command_line/render.html',
    lines: [
      [
        'Fra:1 Mem:128.77M (Peak 276.76M) | Time:00:00.06 | Rendering 16 / 64 samples',
        'info, started 1, part 0.25 of 1',
      ],
      ["Saved: 'output/0000.png'", 'info, output output/0000.png'],
      ['Time: 00:01.69 (Saving: 00:00.67)', 'info, finished in 1.69'],
      [' Time: 01:02:03.99 (Saving: 00:00.00)', 'info, finished in 3723.99'],
      // As version 5 prints them.
      [
        '01:08.428  render           | Fra: 1 | Remaining: 01:05.01 | Mem: 1699M | Sample 64/128',
        'info, started 1, part 0.5 of 1',
      ],
      ["02:19.739  render           | Saved: '/tmp/0001.png'", 'info, output /tmp/0001.png'],
      ['02:19.739  render           | Time: 02:19.28 (Saving: 00:00.31)', 'info, finished in 139.28'],
      ['00:00.110  render           | Rendering frame 12', 'info, started 12'],
      ['Blender quit', 'info'],
      [
        'Error: Cannot read file "/scenes/a.blend": No such file or directory',
        'error "Cannot read file "/scenes/a.blend": No such file or directory"',
      ],
    ],
  },
  {
    preset: 'blender',
    source: 'Blender 3.4.1 of Debian 12, as test/long/blender-run.test.ts runs it',
    lines: [
      [
        'Fra:4 Mem:9.92M (Peak 10.82M) | Time:00:00.00 | Remaining:00:00.00 | Mem:0.78M, Peak:0.78M | Scene, ViewLayer | Sample 1/2',
        'info, started 4, part 0.5 of 4',
      ],
      ["Saved: '/tmp/out.0004.png'", 'info, output /tmp/out.0004.png'],
      [' Time: 00:00.01 (Saving: 00:00.00)', 'info, finished in 0.01'],
      ['Error: Build without OpenImageDenoiser', 'error "Build without OpenImageDenoiser"'],
      [
        "Error: Cannot read file '/tmp/no.blend': No such file or directory",
        'error "Cannot read file \'/tmp/no.blend\': No such file or directory"',
      ],
    ],
  },
  {
    preset: 'nuke',
    source: 'https://github.com/CGRU/cgru/blob/master/afanasy/python/parsers/nuke.py',
    lines: [
      [
        'Writing /renders/comp.1001.exr took 1.25 seconds',
        'info, output /renders/comp.1001.exr, finished 1001 in 1.25',
      ],
      ['Frame 1001 (1 of 10)', 'info, started 1001'],
      ['Node execution error: Read1', 'error "Node execution error: Read1"'],
      ['Worker process failed', 'error "Worker process failed"'],
    ],
  },
  {
    preset: 'after-effects',
    source: 'https://github.com/inlife/nexrender/issues/714',
    lines: [
      ['  0:00:08:07 (200): 0 Seconds', 'info, 200 finished in 0'],
      ['  0:00:00:04 (5): 1 Seconds', 'info, 5 finished in 1'],
      ['PROGRESS:  0:00:00:04 (5): 1 Seconds', 'info, 5 finished in 1'],
      ['  **Total Time Elapsed: 17 Seconds', 'info'],
    ],
  },
  {
    preset: 'after-effects',
    source: 'https://github.com/inlife/nexrender/issues/897',
    lines: [['PROGRESS:  0:00:00:04 (5U): 1 Seconds', 'info, 5 finished in 1']],
  },
  {
    // A word of an error that is none: the render went well.
    preset: 'after-effects',
    source: 'https://github.com/inlife/nexrender/issues/480',
    lines: [
      [
        '2020-09-21 06:27:18:851 : ERROR *** IVCAutoReleasePool: Object 0000000022FD8270 of class vcfoundation::data::DataWrapper autoreleased with no pool in place - just leaking',
        'info',
      ],
      ['Unable to read VR Path Registry from C:\\Users\\ar\\AppData\\Local\\openvr\\openvrpaths.vrpath', 'info'],
    ],
  },
  {
    preset: 'ffmpeg',
    source: 'https://ffmpeg.org/ffmpeg.html',
    lines: [
      ['frame=38', 'info, 38 finished'],
      ['fps=0.00', 'info'],
      ['out_time_us=N/A', 'info'],
      ['progress=end', 'info'],
    ],
  },
  {
    preset: 'ffmpeg',
    source: 'https://github.com/inlife/nexrender/issues/581',
    lines: [
      ['frame=   38 fps=0.0 q=0.0 size=       0kB time=00:00:00.00 bitrate=N/A speed=   0x    ', 'info, 38 finished'],
      [
        '[image2 @ 0x5581c1d0] [error] Could not open file : /renders/a.0001.exr',
        'error "Could not open file : /renders/a.0001.exr"',
      ],
      ['[warning] Trailing option(s) found in the command', 'warning "Trailing option(s) found in the command"'],
      ['/plates/a.%04d.exr: No such file or directory', 'error "/plates/a.%04d.exr: No such file or directory"'],
      ["Output #0, image2, to '/renders/a.%04d.png':", 'info, output /renders/a.%04d.png'],
    ],
  },
  {
    preset: 'command',
    source: 'https://docs.python.org/3/tutorial/errors.html',
    lines: [
      ['Traceback (most recent call last):', 'error'],
      ['  File "/show/render.py", line 14, in <module>', 'error'],
      ['    render(1001)', 'error'],
      ['ValueError: no camera', 'error "ValueError: no camera" at /show/render.py:14'],
      ['ValueError: said in passing', 'info'],
      ['ERROR: disk full', 'error "disk full"'],
      ['[error] disk full', 'error "disk full"'],
      ['WARNING: slow', 'warning "slow"'],
      ['0 errors', 'info'],
      ['Loading /maps/error.exr', 'info'],
      ['Segmentation fault (core dumped)', 'error "Segmentation fault (core dumped)"'],
    ],
  },
];
