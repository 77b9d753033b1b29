// What browsers have taken for markup.

/** Each would set window.broken, or load from another site, where it was read as markup. */
export const corpus = [
  '<script>window.broken=1</script>',
  '<img src=x onerror="window.broken=1">',
  `"><svg/onload=window.broken=1>'><`,
  '<iframe srcdoc="<script>parent.broken=1</script>"></iframe>',
  '<a href="javascript:window.broken=1">a</a> [a](javascript:window.broken=1) <javascript:window.broken=1>',
  '</textarea></title></style><style>*{display:none}</style><base href="https://evil.example/">',
  '&lt;script&gt;window.broken=1&lt;/script&gt; {{constructor.constructor("window.broken=1")()}} ${window.broken=1}',
  '<img src=https://evil.example/x.png> ![a](https://evil.example/x.png) <form action=https://evil.example><input name=location>',
];
