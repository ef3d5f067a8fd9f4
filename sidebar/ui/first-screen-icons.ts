/** Icons of the first screen and of the failure pages: name → SVG markup on a 24 grid. They travel inside the HTML. */
export const firstScreenIcons = {
  user: '<circle cx="12" cy="8" r="3.7"/><path d="M4.8 20c.7-3.9 3.6-6 7.2-6s6.5 2.1 7.2 6"/>',
  script: '<path d="M5.5 4.5h13A1.5 1.5 0 0 1 20 6v9.5a1.5 1.5 0 0 1-1.5 1.5H12l-4.5 3.5V17h-2A1.5 1.5 0 0 1 4 15.5V6a1.5 1.5 0 0 1 1.5-1.5zM8 9h8M8 12.5h5"/>',
  material: '<rect x="4" y="4.5" width="16" height="15" rx="2.2"/><circle cx="9" cy="9.5" r="1.6"/><path d="M4.5 17l4.7-4.2 3.4 2.9 2.8-2.3 4.3 3.8"/>',
  order: '<path d="M6 8.5h12l1.2 11H4.8zM9 11V7a3 3 0 0 1 6 0v4"/>',
  follow:
    '<path d="M9 4.5h6v2.8H9zM9 5.9H6.5A1.5 1.5 0 0 0 5 7.4V19a1.5 1.5 0 0 0 1.5 1.5h11A1.5 1.5 0 0 0 19 19V7.4a1.5 1.5 0 0 0-1.5-1.5H15M8.5 14l2.3 2.3 4.4-4.5"/>',
  clock: '<circle cx="12" cy="12" r="8"/><path d="M12 7.5V12l3 2"/>',
  alert: '<path d="M12 4.5l8.5 15h-17zM12 10v4.5M12 17v.1"/>',
  refund: '<path d="M4 12a8 8 0 1 0 2.6-5.9M4.3 4.2l.5 3.9 3.9-.5M9.3 9l2.7 3.2L14.7 9M12 12.2v4.3M9.7 13.6h4.6"/>',
  send: '<path d="M4 11.5L20 4.2l-4.8 15.6-3.7-6.3zM11.5 13.5L20 4.2"/>',
  down: '<path d="M6 9.5l6 6 6-6"/>',
  right: '<path d="M9.5 6l6 6-6 6"/>',
  spark: '<path d="M11 4l1.9 5.1L18 11l-5.1 1.9L11 18l-1.9-5.1L4 11l5.1-1.9zM18.5 16v4M16.5 18h4"/>',
  lock: '<rect x="5" y="10.5" width="14" height="9.5" rx="2"/><path d="M8 10.5V8a4 4 0 0 1 8 0v2.5M12 14v2.5"/>',
  edit: '<path d="M4.5 19.5h3.6L19 8.6 15.4 5 4.5 15.9zM13 7.4l3.6 3.6"/>',
  chat: '<path d="M12 4.8c4.7 0 8.3 3 8.3 6.9s-3.6 6.9-8.3 6.9c-.9 0-1.8-.1-2.6-.3L5.8 20l.7-3.2c-1.7-1.3-2.8-3.1-2.8-5.1 0-3.9 3.6-6.9 8.3-6.9z"/>',
  phone: '<path d="M6.5 4.5h3l1.4 3.8-2 1.6a11 11 0 0 0 5.2 5.2l1.6-2 3.8 1.4v3a1.6 1.6 0 0 1-1.7 1.6C10.5 18.6 5.4 13.5 4.9 6.2A1.6 1.6 0 0 1 6.5 4.5z"/>',
  eye: '<path d="M2.8 12S6 6 12 6s9.2 6 9.2 6-3.2 6-9.2 6-9.2-6-9.2-6z"/><circle cx="12" cy="12" r="2.7"/>',
  copy: '<rect x="8.5" y="8.5" width="11" height="11" rx="2"/><path d="M15.5 4.5h-11v11"/>',
  plug: '<path d="M9 4v4M15 4v4M6.5 8h11v3.5a5.5 5.5 0 0 1-11 0zM12 17v3.5"/>',
} as const
